package org.postern.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postern.profile.language.ProfileReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all profiles and finds every problem in them; used once. */
final class CatalogLoader {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogLoader.class);
  private static final String BUILT_IN = "/profiles/";
  private static final String YAML = ".yaml";

  private final ProfileReader reader = new ProfileReader();
  private final List<ProfileProblem> problems = new ArrayList<>();
  private final Map<String, Profile> byId = new TreeMap<>();

  CatalogResult load(List<Path> userDirectories) {
    for (String name : builtInNames()) {
      String file = BUILT_IN.substring(1) + name + YAML;
      read(file, name, resource(BUILT_IN + name + YAML));
    }
    Map<String, Profile> builtIn = new HashMap<>(byId);
    for (Path directory : userDirectories) {
      loadDirectory(directory, builtIn);
    }
    findTies();
    return problems.isEmpty()
        ? new CatalogResult.Loaded(new ProfileCatalog(byId))
        : new CatalogResult.Rejected(problems);
  }

  /** Names of the built-in profiles: a class path cannot be listed, so a file does. */
  static List<String> builtInNames() {
    return resource(BUILT_IN + "INDEX").lines().filter(line -> !line.isBlank()).toList();
  }

  private void loadDirectory(Path directory, Map<String, Profile> builtIn) {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(path -> path.toString().endsWith(YAML)).sorted().toList();
    } catch (IOException e) {
      problems.add(
          new ProfileProblem(
              directory.toString(), 0, "", "", "cannot be listed: " + e.getMessage()));
      return;
    }
    for (Path file : files) {
      String fileName = Objects.requireNonNull(file.getFileName()).toString();
      String name = fileName.substring(0, fileName.length() - YAML.length());
      Profile before = byId.get(name);
      if (before != null && !before.equals(builtIn.get(name))) {
        problems.add(
            new ProfileProblem(
                file.toString(), 0, "id", name, "is there already: " + before.file()));
        continue;
      }
      try {
        read(file.toString(), name, Files.readString(file));
      } catch (IOException e) {
        problems.add(
            new ProfileProblem(file.toString(), 0, "", "", "cannot be read: " + e.getMessage()));
      }
      if (before != null) {
        LOG.info("profile {}: {} takes the place of the built-in one", name, file);
      }
    }
  }

  private void read(String file, String name, String text) {
    ProfileReader.Outcome outcome = reader.read(text, name);
    for (ProfileReader.Problem problem : outcome.problems()) {
      problems.add(
          new ProfileProblem(
              file, problem.line(), problem.key(), problem.value(), problem.message()));
    }
    outcome
        .definition()
        .ifPresent(
            definition -> {
              String root = definition.roots().isEmpty() ? "" : definition.roots().get(0);
              byId.put(definition.id(), new Profile(definition, file, root));
            });
  }

  private void findTies() {
    Map<String, Profile> byPrefix = new HashMap<>();
    for (Profile profile : byId.values()) {
      for (String prefix : profile.definition().match().sysObjectId()) {
        Profile other = byPrefix.putIfAbsent(prefix, profile);
        if (other != null && other != profile) {
          problems.add(
              new ProfileProblem(
                  profile.file(),
                  0,
                  "match.sysObjectId",
                  prefix,
                  "is also a prefix of " + other.file() + "; give one of them a longer one"));
        }
      }
    }
  }

  private static String resource(String path) {
    try (InputStream in =
        Objects.requireNonNull(CatalogLoader.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
