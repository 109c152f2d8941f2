namespace OpcSpaces.Model.Spaces;

/// <summary>A place in a zone that is used as one; <paramref name="Id"/> is its point id <c>room/{n}</c>, unique in the zone, and <paramref name="Capacity"/> the people it is meant for.</summary>
public sealed record Room(string Id, string Name, int Capacity);
