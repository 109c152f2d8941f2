using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Access;

/// <summary>
/// A role in a place. As text <c>role</c> or <c>role:place</c>: <c>administrator</c>, <c>city</c>, <c>auditor:nanshan</c> (a district),
/// <c>facilityManager:nanshan-hub</c>, <c>gatewayOperator:nanshan-hub</c>, <c>tenant:nanshan-hub/t-0042</c>, <c>display:nanshan-hub/f3</c> (a floor).
/// </summary>
public sealed record Grant
{
    private Grant(Role role, string place = "", string part = "") => (Role, Place, Part) = (role, place, part);

    public Role Role { get; }

    /// <summary>The id of the district of an auditor, or of the community of everybody else; empty where the role is for everything.</summary>
    public string Place { get; }

    /// <summary>The id of the tenant or of the display's floor; empty for other roles.</summary>
    public string Part { get; }

    public static Grant Administrator { get; } = new(Role.Administrator);

    public static Grant City { get; } = new(Role.City);

    public static Grant Auditor(string district) => new(Role.Auditor, district);

    public static Grant FacilityManager(string community) => new(Role.FacilityManager, community);

    public static Grant GatewayOperator(string community) => new(Role.GatewayOperator, community);

    public static Grant Tenant(string community, string tenant) => new(Role.Tenant, community, tenant);

    public static Grant Display(string community, string floor) => new(Role.Display, community, floor);

    /// <summary>Reads a grant.</summary>
    /// <param name="text">As above.</param>
    /// <param name="grant">Null when it is none.</param>
    /// <param name="fix">What to write instead; null for a good one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Grant? grant, [NotNullWhen(false)] out string? fix)
    {
        grant = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var found = Enum.GetValues<Role>().Where(role => NameOf(role) == name).ToList();
        fix = found.Count == 0 ? $"write one of {string.Join(", ", Enum.GetValues<Role>().Select(FormOf))}" : $"write {FormOf(found[0])}";
        if (found.Count == 0) return false;
        var role = found[0];
        var parts = colon < 0 ? [] : text[(colon + 1)..].Split('/');
        if (parts.Length != PartsOf(role).Length || !parts.All(id => EntityId.Fault(id) is null)) return false;
        (grant, fix) = (new Grant(role, parts.ElementAtOrDefault(0) ?? "", parts.ElementAtOrDefault(1) ?? ""), null);
        return true;
    }

    /// <summary>Whether its place has the target in it. The rights of a tenant and of a display inside of their place are a matter of <see cref="AccessRules"/>.</summary>
    public bool Covers(in AccessTarget target) => Role switch
    {
        Role.Administrator or Role.City => true,
        Role.Auditor => target.District == Place,
        Role.Display => target.Community == Place && target.Floor == Part,
        _ => target.Community == Place,
    };

    public override string ToString() => Part.Length > 0 ? $"{NameOf(Role)}:{Place}/{Part}" : Place.Length > 0 ? $"{NameOf(Role)}:{Place}" : NameOf(Role);

    private static string NameOf(Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    private static string FormOf(Role role) => PartsOf(role) is { Length: > 0 } parts ? $"{NameOf(role)}:{string.Join('/', parts)}" : NameOf(role);

    private static string[] PartsOf(Role role) => role switch
    {
        Role.Administrator or Role.City => [],
        Role.Auditor => ["DISTRICT"],
        Role.FacilityManager or Role.GatewayOperator => ["COMMUNITY"],
        Role.Tenant => ["COMMUNITY", "TENANT"],
        _ => ["COMMUNITY", "FLOOR"],
    };
}
