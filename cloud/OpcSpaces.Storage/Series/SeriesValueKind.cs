namespace OpcSpaces.Storage.Series;

/// <summary>Which shape a value has. A series keeps one shape; null is in every series.</summary>
public enum SeriesValueKind : byte
{
    /// <summary>There is no value, only a quality.</summary>
    Null,
    Boolean,
    Integer,
    Unsigned,

    /// <summary>A 32-bit float, kept as the shortest decimal that means it: 21.3 and not 21.299999237.</summary>
    Single,
    Double,
    Text,
}
