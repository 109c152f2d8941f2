namespace OpcSpaces.Dashboards.Circuits;

/// <summary>A page with islands: parts that keep a connection to the server (<c>@rendermode InteractiveServer</c>). Such a page loads the script that they need; others stay small.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HasCircuitAttribute : Attribute
{
    /// <summary>Whether the islands have parts of Radzen, whose script and styles are 1 MB before compression.</summary>
    public bool HasRadzen { get; set; }
}
