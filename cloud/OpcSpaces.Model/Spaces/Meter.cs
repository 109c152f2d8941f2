namespace OpcSpaces.Model.Spaces;

/// <summary>One electricity sub-meter of a zone; <paramref name="Id"/> is its point id <c>meter/{n}</c>, unique in the zone.</summary>
public sealed record Meter(string Id, string Name);
