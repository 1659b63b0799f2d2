package io.tidemark.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a JobManager. */
public final class RestApi {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final int port;

  public RestApi(int port) {
    this.port = port;
  }

  /**
   * The answer to {@code GET path}.
   *
   * @throws IOException if nobody answers, or not with 200
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return json.readTree(answer(path, request(path).GET().build(), 200));
  }

  /**
   * {@code PATCH path}, which the JobManager accepts and does later.
   *
   * @throws IOException if nobody answers, or not with 202
   */
  public void patch(String path) throws IOException, InterruptedException {
    HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
    var unused = answer(path, request(path).method("PATCH", nothing).build(), 202);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
  }

  private String answer(String path, HttpRequest request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(path + " is answered with " + answer.statusCode());
    }
    return answer.body();
  }
}
