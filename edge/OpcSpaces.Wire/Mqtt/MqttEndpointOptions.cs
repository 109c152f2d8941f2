using OpcSpaces.Files;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Where the broker is and as whom to connect.</summary>
public sealed class MqttEndpointOptions
{
    public string Host { get; set; } = "127.0.0.1";

    public int Port { get; set; } = 1883;

    public string? Username { get; set; }

    /// <summary>File whose first line is the password; read at each CONNECT, never logged.</summary>
    public string? PasswordFile { get; set; }

    public MqttTlsOptions? Tls { get; set; }

    internal string? ReadPassword() => PasswordFile is null ? null : NamedFile.ReadAllText(PasswordFile).Split('\n')[0].TrimEnd('\r');
}

/// <summary>TLS towards the broker: at least TLS 1.3, the server's name is checked, all files are PEM.</summary>
public sealed class MqttTlsOptions
{
    /// <summary>The authorities that the broker's certificate may be signed by.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Our own certificate with its chain, for a broker that asks for one.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The unencrypted private key of <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Also accepts TLS 1.2, for a broker that has nothing newer.</summary>
    public bool AllowTls12 { get; set; }
}
