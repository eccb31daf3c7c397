package org.postern.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one YAML file to values that know their place. */
final class YamlReader {
  private static final int MOST_CODE_POINTS = 64 * 1024 * 1024;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MOST_CODE_POINTS)
          .setAllowNonScalarKeys(false)
          .setUseMarks(true)
          .build();

  private final Problems problems;

  YamlReader(Problems problems) {
    this.problems = problems;
  }

  /** The file's one document, or empty after the reason was noted as a problem. */
  Optional<YamlNode> read(Path file) {
    Place whole = Place.wholeFile(file);
    try {
      String text = decode(Files.readAllBytes(file));
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        problems.at(whole, KeyPath.root(), "the file is empty");
        return Optional.empty();
      }
      return Optional.of(new YamlConverter(file, problems).convert(root.get()));
    } catch (CharacterCodingException e) {
      problems.at(whole, KeyPath.root(), "the file is not UTF-8 text");
    } catch (IOException e) {
      problems.at(whole, KeyPath.root(), "cannot be read: " + FileTrouble.reason(e));
    } catch (MarkedYamlEngineException e) {
      problems.at(placeOf(file, e), KeyPath.root(), YamlTrouble.words(e));
    } catch (ReaderException e) {
      problems.at(
          whole,
          KeyPath.root(),
          "character U+%04X at offset %d is not allowed in YAML"
              .formatted(e.getCodePoint(), e.getPosition()));
    } catch (YamlEngineException e) {
      // Its message may quote the file, and the file may hold secrets.
      problems.at(whole, KeyPath.root(), YamlTrouble.unmarked(e));
    }
    return Optional.empty();
  }

  private static String decode(byte[] octets) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Place placeOf(Path file, MarkedYamlEngineException trouble) {
    Optional<Mark> mark =
        YamlTrouble.isAboutItsBeginning(trouble)
            ? trouble.getContextMark().or(trouble::getProblemMark)
            : trouble.getProblemMark().or(trouble::getContextMark);
    return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(Place.wholeFile(file));
  }
}
