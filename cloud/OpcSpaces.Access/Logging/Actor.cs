namespace OpcSpaces.Access.Logging;

/// <summary>Who does something, for the access log.</summary>
/// <param name="Who">The id of an account, key or display.</param>
/// <param name="Source">The network address, or <c>command line</c>.</param>
public sealed record Actor(string Who, string Source)
{
    private const int LongestWho = 100;

    /// <summary>Who in a sign-in with a name that nobody has. The name itself is not logged: people type passwords into the wrong field.</summary>
    internal const string Stranger = "?";

    /// <summary>The name as it is logged: neither with control characters nor of any length.</summary>
    internal string ShortWho => new([.. Who.Take(LongestWho).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    /// <summary>Somebody at the machine itself.</summary>
    /// <param name="account">The account of the operating system.</param>
    public static Actor AtCommandLine(string account) => new(account, "command line");
}
