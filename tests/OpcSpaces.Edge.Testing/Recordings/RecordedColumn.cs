namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>A column of a recording that stands for a sensor.</summary>
internal sealed record RecordedColumn(string Name, ColumnKind Kind);
