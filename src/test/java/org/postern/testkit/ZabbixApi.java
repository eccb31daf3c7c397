package org.postern.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Zabbix' JSON-RPC API, as its administrator. */
public final class ZabbixApi {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private String token = "";

  ZabbixApi(int port) {
    address = URI.create("http://127.0.0.1:" + port + "/api_jsonrpc.php");
  }

  /** True as soon as the frontend is up. */
  boolean answers() {
    try {
      return ask("apiinfo.version", List.of()).has("result");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  void login() {
    token = call("user.login", Map.of("username", "Admin", "password", "zabbix")).asString();
  }

  /** Calls a method; it must succeed. */
  public JsonNode call(String method, Object parameters) {
    JsonNode answer = ask(method, parameters);
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  private JsonNode ask(String method, Object parameters) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("method", method);
    request.put("params", parameters);
    request.put("id", 1);
    if (!token.isEmpty()) {
      request.put("auth", token);
    }
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json-rpc")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
            .build();
    try {
      return JSON.readTree(client.send(post, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Zabbix", e);
    }
  }
}
