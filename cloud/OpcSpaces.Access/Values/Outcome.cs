using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Answers.Problems;

namespace OpcSpaces.Access.Values;

/// <summary>What became of a change: its result, or every reason why there is none.</summary>
/// <param name="Value">Null when there are faults, and when what should be changed does not exist.</param>
/// <param name="Faults">Empty when it was done, and when what should be changed does not exist.</param>
public sealed record Outcome<T>(T? Value, IReadOnlyList<Fault> Faults)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Value is not null;
}

/// <summary>Makes outcomes.</summary>
public static class Outcome
{
    public static Outcome<T> Done<T>(T value)
        where T : class => new(value, []);

    /// <summary>It does not exist.</summary>
    public static Outcome<T> Missing<T>()
        where T : class => new(null, []);

    public static Outcome<T> Wrong<T>(params IReadOnlyList<Fault> faults)
        where T : class => new(null, faults);

    public static Outcome<T> Wrong<T>(string field, string? value, string fix)
        where T : class => new(null, [new Fault(field, value, fix)]);
}
