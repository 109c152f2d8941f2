namespace OpcSpaces.Model.Access;

/// <summary>What a caller wants to see or change. What is null is not restricted: a target without a community is the whole installation.</summary>
/// <param name="Community">The id of the community.</param>
/// <param name="District">The id of the community's district, or of the district itself.</param>
/// <param name="Tenant">The id of the tenant in its community.</param>
/// <param name="Floor">The id of the floor in its community.</param>
/// <param name="GivesDesks">Whether the community gives figures of single desks to anybody. False unless somebody has looked: who forgets to look gives none.</param>
public readonly record struct AccessTarget(string? Community = null, string? District = null, string? Tenant = null, string? Floor = null, bool GivesDesks = false)
{
    /// <summary>The whole installation.</summary>
    public static AccessTarget Everything => default;
}
