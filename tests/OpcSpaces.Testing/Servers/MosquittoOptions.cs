namespace OpcSpaces.Testing;

/// <summary>How a <see cref="MosquittoBroker"/> is set up; by default anyone may do anything and nothing is dropped.</summary>
public sealed record MosquittoOptions
{
    /// <summary>The loopback port; null for a free one.</summary>
    public int? Port { get; init; }

    /// <summary>User names and their passwords; when there are any, anonymous clients are refused.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>Content of the ACL file, mosquitto.conf(5) acl_file; null for none.</summary>
    public string? Acl { get; init; }

    /// <summary>Set for a TLS listener instead of a plain one.</summary>
    public MosquittoTls? Tls { get; init; }

    /// <summary>More lines for the end of the configuration file.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
