namespace OpcSpaces.Dashboards.Rights;

/// <summary>Where a page goes on after the sign-in: an address of this host, and never one that a stranger wrote into a link (open redirect).</summary>
public static class LocalAddress
{
    /// <summary>The address when it is a path of this host, else the first page.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(letter => char.IsControl(letter) || letter == '\\') ? address : "/";
}
