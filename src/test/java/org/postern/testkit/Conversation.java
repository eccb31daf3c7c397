package org.postern.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A program that answers each line with a line; confined. */
public final class Conversation {
  private final BufferedReader answers;
  private final PrintStream questions;

  Conversation(Process process) {
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Asks and waits for the answer. */
  public String ask(String question) {
    try {
      questions.println(question);
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the program ended when it was asked " + question);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program does that answers each line of standard input on standard output. */
  public static void answer(Answerer answerer) throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      answers.println(answerer.answer(line));
    }
  }

  /** Makes the answer to a line: one line. */
  public interface Answerer {
    String answer(String question) throws IOException;
  }
}
