using OpcSpaces.Answers.Problems;
using OpcSpaces.Points;

namespace OpcSpaces.Access.Values;

/// <summary>What people call a key or a display.</summary>
public static class Label
{
    private const int Longest = 100;

    /// <summary>What is wrong with a name; null for a good one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="fix">What to say in it, as <c>say what the key is for</c>.</param>
    public static Fault? FaultOf(string? name, string fix) =>
        string.IsNullOrWhiteSpace(name) || name.Length > Longest || Letters.HasDeceptive(name) ? new Fault("name", name, $"{fix}, in {Longest} characters at most") : null;
}
