package org.postern.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads a file and all that it includes, each file once, depth first, in the order of names. */
final class Includes {
  private static final int DEEPEST_FOLDER = 16;

  private final Problems problems;
  private final YamlReader reader;
  private final SchemaCheck mainCheck = SchemaCheck.ofMainFile();
  private final SchemaCheck includedCheck = SchemaCheck.ofIncludedFile();
  private final Map<Path, Path> read = new LinkedHashMap<>();
  private final List<Path> open = new ArrayList<>();
  private final List<Section> devices = new ArrayList<>();

  Includes(Problems problems) {
    this.problems = problems;
    this.reader = new YamlReader(problems);
  }

  /** The main file; empty if it cannot be read or is no mapping. */
  Optional<Section> readMain(Path file) {
    return readFile(file, Place.wholeFile(file), KeyPath.root());
  }

  /** Every file that was read, as it is named in problems; the main file first. */
  List<Path> files() {
    return List.copyOf(read.values());
  }

  /** The devices of all files. */
  List<Section> devices() {
    return List.copyOf(devices);
  }

  private Optional<Section> readFile(Path file, Place namedAt, KeyPath namedBy) {
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      problems.at(
          namedAt,
          namedBy,
          open.isEmpty()
              ? "cannot be read: " + FileTrouble.reason(e)
              : "cannot read " + file + ": " + FileTrouble.reason(e));
      return Optional.empty();
    }
    if (open.contains(real)) {
      problems.at(namedAt, namedBy, "includes itself: " + loop(real));
      return Optional.empty();
    }
    if (read.putIfAbsent(real, file) != null) {
      return Optional.empty();
    }
    open.add(real);
    try {
      Optional<Section> root = reader.read(file).flatMap(this::root);
      root.ifPresent(this::follow);
      return root;
    } finally {
      open.remove(open.size() - 1);
    }
  }

  private String loop(Path real) {
    List<String> names = new ArrayList<>();
    for (Path step : open.subList(open.indexOf(real), open.size())) {
      names.add(String.valueOf(step.getFileName()));
    }
    names.add(String.valueOf(real.getFileName()));
    return String.join(" -> ", names);
  }

  private Optional<Section> root(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.at(
          node.place(), KeyPath.root(), "the file must be a mapping of keys such as devices");
      return Optional.empty();
    }
    SchemaCheck check = open.size() == 1 ? mainCheck : includedCheck;
    check.check(node, problems);
    return Optional.of(new Section(KeyPath.root(), mapping, problems));
  }

  private void follow(Section section) {
    devices.addAll(section.sections("devices"));
    for (Section.Item item : section.items("include")) {
      section.text(item).ifPresent(pattern -> include(pattern, item));
    }
  }

  private void include(String pattern, Section.Item item) {
    try {
      for (Path file : matching(pattern, item)) {
        readFile(file, item.place(), item.path());
      }
    } catch (InvalidPathException e) {
      problems.atValue(item.path(), item.node(), "is not a path: " + e.getReason());
    } catch (PatternSyntaxException e) {
      problems.atValue(item.path(), item.node(), "is not a pattern of file names");
    } catch (IOException e) {
      problems.atValue(
          item.path(), item.node(), "cannot search its folder: " + FileTrouble.reason(e));
    }
  }

  private List<Path> matching(String pattern, Section.Item item) throws IOException {
    int wild = firstWild(pattern);
    if (wild < 0) {
      return List.of(Section.besideFile(item.place().file(), pattern));
    }
    int slash = pattern.lastIndexOf('/', wild);
    Path folder =
        slash < 0
            ? folderOf(item.place().file())
            : Section.besideFile(item.place().file(), pattern.substring(0, slash + 1));
    String rest = pattern.substring(slash + 1);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    int depth =
        rest.contains("**") ? DEEPEST_FOLDER : (int) rest.chars().filter(c -> c == '/').count() + 1;
    try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          files
              .filter(file -> matcher.matches(folder.relativize(file)))
              .filter(Files::isRegularFile)
              .sorted(Comparator.naturalOrder())
              .toList();
      if (found.isEmpty()) {
        problems.warn(item.place(), item.path(), "no file fits the pattern");
      }
      return found;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static int firstWild(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
