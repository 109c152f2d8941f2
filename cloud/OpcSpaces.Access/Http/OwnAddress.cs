namespace OpcSpaces.Access.Http;

/// <summary>Where a sign-in goes on: an address of this host, and never one that a stranger wrote into a link (open redirect).</summary>
internal static class OwnAddress
{
    /// <summary>The address when it is a path of this host, else the first page.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(letter => char.IsControl(letter) || letter == '\\') ? address : "/";
}
