namespace OpcSpaces.Model.Spaces;

/// <summary>One sensor of a zone's air; <paramref name="Id"/> is its point id <c>env/{n}</c>, unique in the zone.</summary>
public sealed record EnvironmentSensor(string Id, string Name);
