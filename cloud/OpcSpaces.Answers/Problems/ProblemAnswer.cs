namespace OpcSpaces.Answers.Problems;

/// <summary>What went wrong (RFC 9457).</summary>
/// <param name="Title">The kind, in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The kind of the problem, as an address of its definition.</param>
/// <param name="Detail">What to do.</param>
/// <param name="Instance">The request.</param>
/// <param name="Faults">Every field that is wrong, with its value and the fix.</param>
/// <param name="TraceId">Names the request in the log.</param>
public sealed record ProblemAnswer(
    string Title, int Status, string? Type = null, string? Detail = null, string? Instance = null, IReadOnlyList<Fault>? Faults = null, string? TraceId = null);

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">The parameter, header, or member of the body.</param>
/// <param name="Value">What was sent there; null for nothing.</param>
/// <param name="Fix">What to send instead.</param>
public sealed record Fault(string Field, string? Value, string Fix);
