namespace OpcSpaces.Ingest.Status;

/// <summary>Something that works, and works in a way that suggests a mistake in the field, such as two programs under one id.</summary>
/// <param name="What">What may be wrong: a sentence.</param>
/// <param name="Since">When it was noticed first.</param>
/// <param name="LastSeen">When it was noticed last.</param>
public sealed record Suspicion(string What, DateTimeOffset Since, DateTimeOffset LastSeen);
