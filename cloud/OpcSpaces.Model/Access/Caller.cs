namespace OpcSpaces.Model.Access;

/// <summary>Who asks: a person, a program with a key, or a display.</summary>
/// <param name="Id">A stable id, for logs and for the registry's <i>who</i>.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Grants">The roles, each in its place; none for somebody who has no rights yet.</param>
public sealed record Caller(string Id, string Name, IReadOnlyList<Grant> Grants)
{
    /// <summary>Somebody who has not signed in.</summary>
    public static Caller Nobody { get; } = new("", "", []);

    /// <summary>Whether any of its grants gives this right to this target.</summary>
    public bool May(Right right, AccessTarget target) => Grants.Any(grant => AccessRules.Allows(grant, right, target));

    /// <summary>Whether any of its grants gives this right to a part of the target, such as to itself where it is a tenant.</summary>
    public bool MaySome(Right right, AccessTarget target) => Grants.Any(grant => AccessRules.Allows(grant, right, grant.Role == Role.Tenant && target.Tenant is null ? target with { Tenant = grant.Part } : target));
}
