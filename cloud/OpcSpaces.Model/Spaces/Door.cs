namespace OpcSpaces.Model.Spaces;

/// <summary>One door into a zone; <paramref name="Id"/> is its point id <c>door/{n}</c>, unique in the zone.</summary>
public sealed record Door(string Id, string Name);
