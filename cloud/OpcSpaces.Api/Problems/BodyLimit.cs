namespace OpcSpaces.Api.Problems;

/// <summary>How long the body of a request may be.</summary>
internal static class BodyLimit
{
    public const int MostBytes = 1024 * 1024;
}
