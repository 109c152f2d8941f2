using System.Reflection;
using Microsoft.AspNetCore.Components;
using OpcSpaces.Dashboards.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Dashboards.Frame;

/// <summary>An entry of the navigation. It is shown to whoever may open its page, as soon as there is a page with its route.</summary>
/// <param name="Key">What it is called in the resource file, and its icon.</param>
/// <param name="Route">The route of its page; <c>{community}</c> stands for the present community.</param>
/// <param name="Group">Which entries stand together.</param>
public sealed record NavigationEntry(string Key, string Route, NavigationGroup Group)
{
    private const string Place = "{community}";

    private static readonly Dictionary<string, Type> Pages = (
        from type in typeof(NavigationEntry).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>()
        select (route.Template, type)).ToDictionary(page => page.Template, page => page.type);

    /// <summary>All entries in their order, also those whose pages do not exist yet.</summary>
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("Home", "/home", NavigationGroup.Now),
        new("City", "/city", NavigationGroup.Now),
        new("Floors", "/floors", NavigationGroup.Now),
        new("Alarms", "/communities/{community}/alarms", NavigationGroup.Now),
        new("Utilisation", "/communities/{community}/utilisation", NavigationGroup.Figures),
        new("Energy", "/communities/{community}/energy", NavigationGroup.Figures),
        new("Doors", "/communities/{community}/doors", NavigationGroup.Figures),
        new("Air", "/communities/{community}/air", NavigationGroup.Figures),
        new("Allocation", "/communities/{community}/allocation", NavigationGroup.Figures),
        new("Audit", "/communities/{community}/audit", NavigationGroup.Figures),
        new("Fleet", "/communities/{community}/fleet", NavigationGroup.Running),
        new("Registry", "/communities/{community}/registry", NavigationGroup.Running),
        new("People", "/accounts", NavigationGroup.Running),
        new("Privacy", "/privacy/{community}", NavigationGroup.Running),
    ];

    /// <summary>The address of its page; null where the caller may not open it, where there is no such page, or where it needs a community and there is none.</summary>
    public string? AddressFor(Here here)
    {
        if (!Pages.TryGetValue(Route, out var page) || page.GetCustomAttribute<PageRightsAttribute>() is not { } rule) return null;
        var needsPlace = Route.Contains(Place, StringComparison.Ordinal);
        if (needsPlace && here.Community is null) return null;
        var target = needsPlace ? here.Community!.Target : AccessTarget.Everything;
        var may = rule.Rights.Count == 0 || rule.Rights.Any(right => here.Caller.May(right, target));
        return may ? Route.TrimStart('/').Replace(Place, Uri.EscapeDataString(here.Community?.Id ?? ""), StringComparison.Ordinal) : null;
    }
}

/// <summary>Which entries of the navigation stand together.</summary>
public enum NavigationGroup
{
    /// <summary>What is the case now.</summary>
    Now,

    /// <summary>Figures over time, and what follows from them.</summary>
    Figures,

    /// <summary>What keeps the place running.</summary>
    Running,
}
