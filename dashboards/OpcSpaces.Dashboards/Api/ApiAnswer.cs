using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Answers.Problems;

namespace OpcSpaces.Dashboards.Api;

/// <summary>What the API has answered.</summary>
/// <param name="Value">What was asked for; null where the API refused.</param>
/// <param name="ETag">Of what was asked for; null where it has none.</param>
/// <param name="Problem">Why the API refused; null where it did not.</param>
public sealed record ApiAnswer<T>(T? Value, string? ETag, ProblemAnswer? Problem)
    where T : class
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsGood => Value is not null;
}
