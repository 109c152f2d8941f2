using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge.Config;

/// <summary>Reads the section <c>broker</c> of a configuration file.</summary>
internal static class BrokerConfig
{
    public static MqttEndpointOptions From(SettingsSection broker)
    {
        var options = new MqttEndpointOptions();
        options.Host = broker.Text("host", options.Host);
        options.Port = broker.Number("port", options.Port);
        options.Username = broker.OptionalText("username");
        options.PasswordFile = broker.OptionalText("passwordFile");
        options.Tls = broker.OptionalPart("tls", Tls);
        return options;
    }

    private static MqttTlsOptions Tls(SettingsSection tls) => new()
    {
        CaFile = tls.RequiredText("caFile"),
        CertificateFile = tls.OptionalText("certificateFile"),
        KeyFile = tls.OptionalText("keyFile"),
        AllowTls12 = tls.Truth("allowTls12", false),
    };
}
