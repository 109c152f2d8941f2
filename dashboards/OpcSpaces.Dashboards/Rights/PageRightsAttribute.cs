using OpcSpaces.Model.Access;

namespace OpcSpaces.Dashboards.Rights;

/// <summary>Who may open a page; every page has it, or the host does not start.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageRightsAttribute : Attribute
{
    /// <param name="audience">Everybody, or everybody who has signed in.</param>
    public PageRightsAttribute(PageAudience audience) => (Audience, Rights) = (audience, []);

    /// <param name="rights">The page needs one of these rights.</param>
    public PageRightsAttribute(params Right[] rights) => (Audience, Rights) = (PageAudience.SignedIn, rights);

    public PageAudience Audience { get; }

    /// <summary>Empty where signing in is enough.</summary>
    public IReadOnlyList<Right> Rights { get; }
}

/// <summary>Who may open a page that needs no right.</summary>
public enum PageAudience
{
    /// <summary>Also who has not signed in.</summary>
    Everybody,

    /// <summary>Whoever has signed in; the page shows what they may see.</summary>
    SignedIn,
}
