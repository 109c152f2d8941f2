using Microsoft.AspNetCore.Http;
using OpcSpaces.Access.Values;
using OpcSpaces.Api.Problems;

namespace OpcSpaces.Access.Http;

/// <summary>The answers to changes.</summary>
public static class OutcomeAnswers
{
    /// <summary>What was done, else every fault, else that it does not exist.</summary>
    public static IResult Of<T>(Outcome<T> outcome, Func<T, IResult> done)
        where T : class => outcome.IsDone ? done(outcome.Value) : outcome.Faults.Count > 0 ? Problem.Wrong(outcome.Faults) : Problem.NotFound();

    /// <inheritdoc cref="Of{T}(Outcome{T}, Func{T, IResult})" />
    public static IResult Of<T, TBody>(Outcome<T> outcome, Func<T, TBody> body)
        where T : class => Of(outcome, value => Results.Ok(body(value)));
}
