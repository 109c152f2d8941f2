namespace OpcSpaces.Dashboards.Api;

/// <summary>Conditions of a change that are not an ETag.</summary>
public static class ApiCondition
{
    /// <summary>What is sent must not be there yet (<c>If-None-Match: *</c>).</summary>
    public const string New = "*";
}
