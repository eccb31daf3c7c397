package org.postern.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.postern.acl.AccessList;
import org.postern.acl.AddressMatch;
import org.postern.acl.Condition;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.acl.PortMatch;
import org.postern.acl.PortSet;
import org.postern.acl.ProtocolMatch;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Access lists as JSON and back, without loss. Equal lists give equal octets, in every process: so
 * a hash of them names a content.
 *
 * <p>What is stored today must be read in years: a renamed component or type needs its old name
 * here, and the test that pins the text says so.
 */
public final class AccessListJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(
              check ->
                  check
                      .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                      .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                      .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .addMixIn(AccessList.class, SortedFamilies.class)
          .addMixIn(ProtocolMatch.class, ProtocolTypes.class)
          .addMixIn(ProtocolMatch.OneOf.class, SortedNumbers.class)
          .addMixIn(ProtocolMatch.NoneOf.class, SortedNumbers.class)
          .addMixIn(AddressMatch.class, AddressTypes.class)
          .addMixIn(PortMatch.class, PortTypes.class)
          .addMixIn(InterfaceMatch.class, InterfaceTypes.class)
          .addMixIn(Condition.class, ConditionTypes.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(new PortsOut())
                  .addDeserializer(PortSet.class, new PortsIn())
                  .addSerializer(new BitsOut())
                  .addDeserializer(IpBits.class, new BitsIn()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private AccessListJson() {}

  /** UTF-8 JSON of {@code list}. */
  public static byte[] write(AccessList list) {
    return MAPPER.writeValueAsBytes(list);
  }

  /**
   * The list that {@link #write} was given.
   *
   * @throws tools.jackson.core.JacksonException if it is not such a text
   */
  public static AccessList read(byte[] json) {
    return MAPPER.readValue(json, AccessList.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ProtocolMatch.Any.class, name = "any"),
    @JsonSubTypes.Type(value = ProtocolMatch.OneOf.class, name = "oneOf"),
    @JsonSubTypes.Type(value = ProtocolMatch.NoneOf.class, name = "noneOf"),
    @JsonSubTypes.Type(value = ProtocolMatch.Unresolved.class, name = "unresolved")
  })
  private interface ProtocolTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AddressMatch.Any.class, name = "any"),
    @JsonSubTypes.Type(value = AddressMatch.Masked.class, name = "masked"),
    @JsonSubTypes.Type(value = AddressMatch.Range.class, name = "range"),
    @JsonSubTypes.Type(value = AddressMatch.AnyOf.class, name = "anyOf"),
    @JsonSubTypes.Type(value = AddressMatch.AllOf.class, name = "allOf"),
    @JsonSubTypes.Type(value = AddressMatch.Not.class, name = "not"),
    @JsonSubTypes.Type(value = AddressMatch.Unresolved.class, name = "unresolved")
  })
  private interface AddressTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PortMatch.Ports.class, name = "ports"),
    @JsonSubTypes.Type(value = PortMatch.Unresolved.class, name = "unresolved")
  })
  private interface PortTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = InterfaceMatch.Any.class, name = "any"),
    @JsonSubTypes.Type(value = InterfaceMatch.Named.class, name = "named"),
    @JsonSubTypes.Type(value = InterfaceMatch.Not.class, name = "not"),
    @JsonSubTypes.Type(value = InterfaceMatch.AnyOf.class, name = "anyOf")
  })
  private interface InterfaceTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.Established.class, name = "established"),
    @JsonSubTypes.Type(value = Condition.NotInForce.class, name = "notInForce"),
    @JsonSubTypes.Type(value = Condition.Possible.class, name = "possible")
  })
  private interface ConditionTypes {}

  /** The iteration order of an immutable set differs from process to process. */
  interface SortedFamilies {
    @JsonSerialize(using = SortedOut.class)
    Set<IpFamily> families();
  }

  interface SortedNumbers {
    @JsonSerialize(using = SortedOut.class)
    Set<Integer> numbers();
  }

  private static final class SortedOut extends StdSerializer<Set<?>> {
    SortedOut() {
      super(Set.class);
    }

    @Override
    public void serialize(Set<?> set, JsonGenerator out, SerializationContext context) {
      out.writeStartArray();
      for (Object element : new TreeSet<>(set)) {
        out.writePOJO(element);
      }
      out.writeEndArray();
    }
  }

  private static final class PortsOut extends StdSerializer<PortSet> {
    PortsOut() {
      super(PortSet.class);
    }

    @Override
    public void serialize(PortSet ports, JsonGenerator out, SerializationContext context) {
      out.writeStartArray();
      for (PortSet.Range range : ports.ranges()) {
        out.writeNumber(range.low());
        out.writeNumber(range.high());
      }
      out.writeEndArray();
    }
  }

  private static final class PortsIn extends StdDeserializer<PortSet> {
    PortsIn() {
      super(PortSet.class);
    }

    @Override
    public PortSet deserialize(JsonParser in, DeserializationContext context) {
      int[] ends = in.readValueAs(int[].class);
      if (ends.length % 2 != 0) {
        return context.reportInputMismatch(
            PortSet.class, "a port range has two ends, %d numbers seen", ends.length);
      }
      List<PortSet.Range> ranges = new ArrayList<>();
      for (int i = 0; i < ends.length; i += 2) {
        ranges.add(new PortSet.Range(ends[i], ends[i + 1]));
      }
      return PortSet.of(ranges);
    }
  }

  /** 32 hexadecimal digits, whatever the family. */
  private static final class BitsOut extends StdSerializer<IpBits> {
    BitsOut() {
      super(IpBits.class);
    }

    @Override
    public void serialize(IpBits bits, JsonGenerator out, SerializationContext context) {
      out.writeString(
          HexFormat.of().toHexDigits(bits.high()) + HexFormat.of().toHexDigits(bits.low()));
    }
  }

  private static final class BitsIn extends StdDeserializer<IpBits> {
    BitsIn() {
      super(IpBits.class);
    }

    @Override
    public IpBits deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getString();
      return new IpBits(
          Long.parseUnsignedLong(text.substring(0, 16), 16),
          Long.parseUnsignedLong(text.substring(16), 16));
    }
  }
}
