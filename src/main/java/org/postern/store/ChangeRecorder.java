package org.postern.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Listens in on a connection and notes what changes rows, so that no writer can forget to; confined
 * to whoever holds the lock for writing.
 */
final class ChangeRecorder {
  private final List<SqlChange> changes = new ArrayList<>();

  /** The same connection; changes by its prepared statements are noted. */
  Connection over(Connection connection) {
    changes.clear();
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          @Nullable Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
                  && arguments != null
                  && arguments[0] instanceof String sql
              ? proxy(PreparedStatement.class, new Listener(statement, sql))
              : result;
        });
  }

  /** What was changed since the connection was taken. */
  List<SqlChange> changes() {
    return List.copyOf(changes);
  }

  private final class Listener implements InvocationHandler {
    private final PreparedStatement statement;
    private final String sql;
    private final SortedMap<Integer, Optional<Object>> bound = new TreeMap<>();
    private final List<List<Optional<Object>>> batch = new ArrayList<>();

    Listener(PreparedStatement statement, String sql) {
      this.statement = statement;
      this.sql = sql;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      @Nullable Object result = ChangeRecorder.invoke(statement, method, arguments);
      switch (method.getName()) {
        case "addBatch" -> batch.add(List.copyOf(bound.values()));
        case "executeBatch", "executeLargeBatch" -> {
          changes.add(new SqlChange(sql, batch));
          batch.clear();
        }
        case "executeUpdate", "executeLargeUpdate" -> noteRow();
        case "execute" -> {
          // It says whether there are rows to read.
          if (Boolean.FALSE.equals(result)) {
            noteRow();
          }
        }
        case "setNull" -> bind(arguments, false);
        default -> {
          if (method.getName().startsWith("set")) {
            bind(arguments, true);
          }
        }
      }
      return result;
    }

    private void noteRow() {
      changes.add(new SqlChange(sql, List.of(List.copyOf(bound.values()))));
    }

    private void bind(@Nullable Object @Nullable [] arguments, boolean present) {
      // Settings of the statement itself, such as its fetch size, have one argument.
      if (arguments != null && arguments.length > 1 && arguments[0] instanceof Integer position) {
        bound.put(position, present ? Optional.ofNullable(arguments[1]) : Optional.empty());
      }
    }
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
