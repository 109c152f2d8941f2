namespace OpcSpaces.Model.Spaces;

/// <summary>One electricity sub-meter of a zone. <paramref name="Id"/> is its point id <c>meter/{n}</c>, unique in the zone.</summary>
public sealed record Meter(string Id, string Name);

/// <summary>A room of a zone. <paramref name="Id"/> is its point id <c>room/{n}</c>, unique in the zone; <paramref name="Capacity"/> is how many people it is made for.</summary>
public sealed record Room(string Id, string Name, int Capacity);

/// <summary>One door into a zone. <paramref name="Id"/> is its point id <c>door/{n}</c>, unique in the zone.</summary>
public sealed record Door(string Id, string Name);

/// <summary>One sensor of the air in a zone. <paramref name="Id"/> is its point id <c>env/{n}</c>, unique in the zone.</summary>
public sealed record EnvironmentSensor(string Id, string Name);
