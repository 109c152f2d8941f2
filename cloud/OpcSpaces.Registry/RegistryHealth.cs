namespace OpcSpaces.Registry;

/// <summary>Whether the registry's database can be reached. Safe from any thread.</summary>
public sealed class RegistryHealth(TimeProvider time)
{
    private volatile RegistryAway? _away;

    /// <summary>Null while the database answers.</summary>
    public RegistryAway? Away => _away;

    /// <summary>Sets why it is away, or null when it answers; returns whether that is news.</summary>
    internal bool Set(string? why)
    {
        var former = _away;
        _away = why is null ? null : new RegistryAway(why, former?.Since ?? time.GetUtcNow());
        return (former is null) != (why is null);
    }
}

/// <summary>The registry's database is away, and is tried again.</summary>
/// <param name="Why">A sentence; never with a user or a password.</param>
/// <param name="Since">When that was noticed.</param>
public sealed record RegistryAway(string Why, DateTimeOffset Since);
