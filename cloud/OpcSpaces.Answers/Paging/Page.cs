namespace OpcSpaces.Answers.Paging;

/// <summary>A part of a list, in a fixed order.</summary>
/// <param name="Items">The part; empty at the end.</param>
/// <param name="Next">Give it as <c>cursor</c> to get what follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>How many items a page has where the caller does not say.</summary>
    public const int UsualLimit = 100;

    /// <summary>How many items a page has at most.</summary>
    public const int MostLimit = 1_000;
}
