namespace OpcSpaces.Wire.Mqtt;

/// <summary>TLS towards the broker: TLS 1.3 at least, server name checked, all files PEM.</summary>
public sealed class MqttTlsOptions
{
    /// <summary>Authorities that may have signed the broker's certificate.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Our own certificate (with its chain) where the broker asks for one.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The unencrypted key of <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Also accepts TLS 1.2, for a broker that has nothing newer.</summary>
    public bool AllowTls12 { get; set; }
}
