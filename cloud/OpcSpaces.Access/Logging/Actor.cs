namespace OpcSpaces.Access.Logging;

/// <summary>Who does something, for the access log.</summary>
/// <param name="Who">The id of an account, key or display; for a sign-in that failed, the name that was tried.</param>
/// <param name="Source">The network address, or <c>command line</c>.</param>
public sealed record Actor(string Who, string Source)
{
    private const int LongestWho = 100;

    /// <summary>The name as it is logged: what strangers type has neither control characters nor any length.</summary>
    internal string ShortWho => new([.. Who.Take(LongestWho).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    /// <summary>Somebody at the machine itself.</summary>
    /// <param name="account">The account of the operating system.</param>
    public static Actor AtCommandLine(string account) => new(account, "command line");
}
