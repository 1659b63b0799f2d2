package io.tidemark.exchange.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exchange.Venue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of messages, as JSON. */
final class MessageDecoderTest {

  private final MessageDecoder spot = new MessageDecoder(Venue.BINANCE, List.of());

  @Test
  void aTradeIsAnObject() {
    assertThat(
            json(
                spot,
                "1600000000100 {'e':'trade','E':1600000000099,'s':'ETHBTC','t':7,'p':'0.00000012',"
                    + "'q':'1e3','T':1600000000098,'m':true}"))
        .containsExactly(
            "{'line':1,'kind':'trade','instrument':'ETH-BTC@binance',"
                + "'eventTime':'2020-09-13T12:26:40.098Z','price':0.00000012,'quantity':1000,"
                + "'side':'sell','id':'7'}");
  }

  @Test
  void aBookIsWhatTheMessageSaysOfIt() {
    assertThat(
            json(
                spot,
                "{'stream':'ethbtc@depth','data':{'e':'depthUpdate','E':1600000000099,'s':'ETHBTC',"
                    + "'U':11,'u':12,'b':[['2','0']],'a':[['3.5','1']]}}"))
        .containsExactly("{'line':1,'reason':'the book waits for its snapshot'}");
    assertThat(json(spot, "{'lastUpdateId':10,'bids':[['2','1'],['1','4']],'asks':[['3','2']]}"))
        .containsExactly(
            "{'line':2,'kind':'book','instrument':'ETH-BTC@binance','eventTime':null,"
                + "'bids':[[1,4]],'asks':[[3,2],[3.5,1]],'snapshot':true}");
    assertThat(
            json(
                spot,
                "{'e':'depthUpdate','E':1600000001000,'s':'ETHBTC','U':13,'u':13,"
                    + "'b':[['1.5','2'],['0.5','0']],'a':[]}"))
        .containsExactly(
            "{'line':3,'kind':'book','instrument':'ETH-BTC@binance',"
                + "'eventTime':'2020-09-13T12:26:41Z','bids':[[1.5,2],[0.5,0]],'asks':[],"
                + "'snapshot':false}");
  }

  @Test
  void peopleSeeTheBestLevels() {
    DecodedLine line =
        spot.read(
            "{'symbol':'ETHBTC','lastUpdateId':10,'bids':[['4','1'],['3','2'],['2','1'],['1','4']],"
                    .replace('\'', '"')
                + "\"asks\":[[\"5\",\"2\"]]}");
    assertThat(DecodedJson.words(line))
        .containsExactly(
            "     1  book  ETH-BTC@binance  null  bids [1 at 4, 2 at 3, 1 at 2, and 1 more]  "
                + "asks [2 at 5]  snapshot true");
  }

  @Test
  void aRateThatHasNotSettledIsFunding() {
    MessageDecoder futures = new MessageDecoder(Venue.BINANCE_FUTURES, List.of());
    assertThat(
            json(
                futures,
                "{'e':'markPriceUpdate','E':1600000000000,'s':'ETHUSDT','p':'400.5','i':'400',"
                    + "'r':'0.0001','T':1600012800000}"))
        .contains(
            "{'line':1,'kind':'mark','instrument':'ETH-USDT-PERP@binance',"
                + "'eventTime':'2020-09-13T12:26:40Z','value':400.5}");
  }

  @Test
  void aLineWithoutFactsHasAReason() {
    assertThat(json(spot, "{'result':null,'id':1}"))
        .containsExactly("{'line':1,'reason':'opens a connection, subscribes or acknowledges'}");
    assertThat(json(spot, "hello").get(0)).contains("'line':2", "does not say when");
    assertThat(json(spot, "").get(0)).contains("'line':3", "empty");
    assertThat(json(spot, "{'e':'trade'").get(0)).contains("'line':4", "no JSON");
  }

  @Test
  void aReasonIsSaidOnceForALine() {
    assertThat(json(spot, "[1,2]")).hasSize(1);
  }

  @Test
  void whatATickerOfAQuantoContractLeavesOutIsSaidAndARepeatedRateIsNot() {
    String row =
        "{'contract':'ABC_USD','funding_rate':'0.0003','mark_price':'7.5','index_price':'7.25',"
            + "'total_size':'4000'}";
    MessageDecoder gate = new MessageDecoder(Venue.GATE_FUTURES, List.of());
    List<String> objects =
        json(
            gate,
            "{'time':1600000000,'channel':'futures.tickers','event':'update','result':[%s,%s]}"
                .formatted(row, row));
    assertThat(objects).hasSize(4);
    assertThat(objects).filteredOn(each -> each.contains("'kind':'funding'")).hasSize(1);
    assertThat(objects).filteredOn(each -> each.contains("in quanto contracts")).hasSize(1);
  }

  @Test
  void groupsAreConversationsOfTheirOwn() {
    String line =
        "{'group':'%s','received_at':'2020-09-13T12:26:41Z','message':{'e':'trade',"
            + "'E':1600000000099,'s':'ETHBTC','t':7,'p':'1','q':'1','T':1600000000098,'m':true}}";
    assertThat(json(spot, line.formatted("a")).get(0)).contains("'kind':'trade'");
    assertThat(json(spot, line.formatted("a")).get(0)).contains("was said before");
    assertThat(json(spot, line.formatted("b")).get(0)).contains("'kind':'trade'");
  }

  @Test
  void aListSaysWhatSymbolsStandFor() {
    MessageDecoder listed =
        new MessageDecoder(
            Venue.BINANCE,
            List.of(
                "{'symbols':[{'symbol':'ETHBTC','baseAsset':'XYZ','quoteAsset':'BTC'}]}"
                    .replace('\'', '"')));
    assertThat(
            json(
                    listed,
                    "{'e':'trade','E':1600000000099,'s':'ETHBTC','t':7,'p':'1','q':'1',"
                        + "'T':1600000000098,'m':true}")
                .get(0))
        .contains("XYZ-BTC@binance");
  }

  private static List<String> json(MessageDecoder decoder, String line) {
    return DecodedJson.of(decoder.read(line.replace('\'', '"'))).stream()
        .map(object -> object.replace('"', '\''))
        .toList();
  }
}
