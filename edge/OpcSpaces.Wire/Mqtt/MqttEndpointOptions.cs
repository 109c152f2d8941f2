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

    public MqttLibrary Library { get; set; } = MqttLibrary.Auto;

    internal string? ReadPassword() => PasswordFile is null ? null : File.ReadLines(PasswordFile).FirstOrDefault() ?? "";
}
