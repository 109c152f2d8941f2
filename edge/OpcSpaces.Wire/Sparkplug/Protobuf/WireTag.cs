namespace OpcSpaces.Wire.Sparkplug.Protobuf;

/// <summary>Protobuf's wire types, the low three bits of a field's tag.</summary>
internal static class WireTag
{
    public const uint Varint = 0;
    public const uint Fixed64 = 1;
    public const uint Bytes = 2;
    public const uint StartGroup = 3;
    public const uint EndGroup = 4;
    public const uint Fixed32 = 5;
}
