package io.tidemark.collector.poll;

import io.tidemark.collector.poll.FeedItem.Part;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS and Atom. A document with a DTD is refused: no feed needs one, and by it a document
 * could name files and grow without bound.
 */
final class FeedXml {

  private static final Set<String> ROOTS = Set.of("rss", "feed", "RDF");
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  private static final Set<String> OWN = Set.of("", ATOM, "http://purl.org/rss/1.0/");
  private static final Map<String, Part> PARTS =
      Map.of(
          "guid", Part.ID,
          "id", Part.ID,
          "title", Part.TITLE,
          "description", Part.SUMMARY,
          "summary", Part.SUMMARY,
          "content", Part.CONTENT,
          "pubDate", Part.PUBLISHED,
          "published", Part.PUBLISHED,
          "updated", Part.UPDATED,
          "link", Part.URL);

  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final Set<String> CODE = Set.of("script", "style");

  private final XMLStreamReader xml;
  private final PolledText.Feed feed;
  private final List<PolledText> items = new ArrayList<>();
  private final int mended;
  private String language = "";
  private LinkBase base;

  private FeedXml(XMLStreamReader xml, PolledText.Feed feed, LinkBase base, int mended) {
    this.xml = xml;
    this.feed = feed;
    this.base = base;
    this.mended = mended;
  }

  /**
   * Reads a document.
   *
   * @param base what addresses in it count from, unless it says another
   */
  static Parsed<PollReading> read(String document, PolledText.Feed feed, LinkBase base) {
    XmlCharacters allowed = XmlCharacters.of(document.stripLeading());
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(allowed.text()));
      try {
        return new FeedXml(xml, feed, base, allowed.mended()).read();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      String first = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      return Parsed.rejected(RejectReason.UNDECODABLE, "the answer is no XML: " + first);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // else the JDK prints to the error stream
    factory.setXMLReporter((message, error, related, location) -> {});
    return factory;
  }

  private Parsed<PollReading> read() throws XMLStreamException {
    String root = "";
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        return Parsed.rejected(RejectReason.UNDECODABLE, "the answer has a DTD, as no feed needs");
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String name = xml.getLocalName();
      if (root.isEmpty()) {
        root = name;
        if (!ROOTS.contains(root)) {
          return Parsed.rejected(
              RejectReason.UNDECODABLE, "the answer is no feed: it begins with <" + root + ">");
        }
        rootLanguage();
        base = base.within(xmlBase());
      } else if (name.equals("channel") && isOwn()) {
        base = base.within(xmlBase());
      } else if (name.equals("language") && isOwn()) {
        language = text();
      } else if ((name.equals("item") || name.equals("entry")) && isOwn()) {
        items.add(item().text(feed, language));
      }
    }
    return Parsed.valid(new PollReading(items, 0, List.of(), mended));
  }

  private void rootLanguage() {
    String lang = xml.getAttributeValue(XML, "lang");
    language = lang == null ? "" : lang;
  }

  private @Nullable String xmlBase() {
    return xml.getAttributeValue(XML, "base");
  }

  private boolean isOwn() {
    return OWN.contains(namespace());
  }

  private String namespace() {
    String namespace = xml.getNamespaceURI();
    return namespace == null ? "" : namespace;
  }

  /** Reads to the item's end; only what stands directly in it is the item's own. */
  private FeedItem item() throws XMLStreamException {
    FeedItem item = new FeedItem();
    LinkBase ofItem = base.within(xmlBase());
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        Part part = part();
        LinkBase ofPart = ofItem.within(xmlBase());
        String address = address();
        String text = text();
        if (part == Part.URL) {
          item.put(part, ofPart.whole((address.isEmpty() ? text : address).strip()));
        } else if (part != null) {
          item.put(part, text);
        }
      }
    }
    return item;
  }

  private @Nullable Part part() {
    String name = xml.getLocalName();
    return switch (namespace()) {
      case CONTENT -> name.equals("encoded") ? Part.CONTENT : null;
      case DUBLIN_CORE ->
          switch (name) {
            case "date" -> Part.PUBLISHED;
            case "language" -> Part.LANGUAGE;
            default -> null;
          };
      default -> isOwn() && !isOtherLink(name) ? PARTS.get(name) : null;
    };
  }

  /** A link of Atom to something else than the item itself. */
  private boolean isOtherLink(String name) {
    String relation = xml.getAttributeValue(null, "rel");
    return name.equals("link") && relation != null && !relation.equals("alternate");
  }

  private String address() {
    String address = xml.getAttributeValue(null, "href");
    return address == null ? "" : address;
  }

  /** All text up to the end of the element, also of elements within it that are no code. */
  private String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int code = 0; // the depth at which code began; 0 outside
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          text.append(' ');
          code = code == 0 && isCode() ? depth : code;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          code = code == depth ? 0 : code;
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(code == 0 ? xml.getText() : "");
        default -> {}
      }
    }
    return text.toString();
  }

  private boolean isCode() {
    return CODE.contains(xml.getLocalName().toLowerCase(Locale.ROOT));
  }
}
