namespace OpcSpaces.Broker.Settings;

/// <summary>TLS of the embedded broker: at least TLS 1.2; all files are PEM.</summary>
public sealed class BrokerTlsOptions
{
    /// <summary>The broker's certificate with its chain.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The unencrypted private key of <see cref="CertificateFile"/>.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The authorities that sign clients' certificates. With it, a client without such a certificate is refused; null to accept any client.</summary>
    public string? ClientCaFile { get; set; }
}
