namespace OpcSpaces.Notices.Settings;

/// <summary>The mail server that takes e-mail for its recipients (RFC 6409).</summary>
public sealed class SmtpOptions
{
    /// <summary>Its host.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 for STARTTLS, 465 for TLS from the beginning, 25 for a relay on a trusted network.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The address that e-mail comes from, such as <c>spaces@example.org</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The account at the server; null where it asks for none.</summary>
    public string? Username { get; set; }

    /// <summary>A file whose first line is the password of the account.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Authorities that may sign the server's certificate, PEM; null for those of the system.</summary>
    public string? CaFile { get; set; }
}

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>It begins in plain text and is encrypted before anything is said (RFC 3207); a server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>It is encrypted from the beginning (RFC 8314).</summary>
    Tls,

    /// <summary>It is not encrypted. For a server on this machine or a trusted network; refused together with a password.</summary>
    None,
}
