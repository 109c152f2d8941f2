using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpcSpaces.Settings;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>The section <c>broker</c> of a settings file, which gateways and the cloud write in the same way.</summary>
public static class MqttEndpointSettings
{
    public static MqttEndpointOptions Read(SettingsSection broker)
    {
        var options = new MqttEndpointOptions();
        options.Host = broker.Text("host", options.Host);
        options.Port = broker.Number("port", options.Port);
        options.Username = broker.OptionalText("username");
        options.PasswordFile = broker.OptionalText("passwordFile");
        options.Tls = broker.OptionalPart("tls", ReadTls);
        return options;
    }

    /// <summary>Adds the faults that can be seen without the disk. <paramref name="rules"/> are those of the section.</summary>
    public static void Check(SettingsRules rules, MqttEndpointOptions broker)
    {
        rules.NotEmpty("host", broker.Host, "give the broker's host");
        if (broker.Host.Trim().Length > 0 && broker.Host.Contains(' ', StringComparison.Ordinal)) rules.Fault("host", $"\"{broker.Host}\"", "write the name without spaces");
        rules.Within("port", broker.Port, 1, 65535);
        if (broker.Username is { } user) rules.NoControl("username", user);
        if (broker.PasswordFile is not null && broker.Username is null) rules.Fault("username", "missing", "add it: a password needs a user name");
        if (broker.Tls is not { } tls) return;
        if ((tls.CertificateFile, tls.KeyFile) is (not null, null)) rules.Fault("tls.keyFile", "missing", "add it: the client certificate needs its private key");
        if ((tls.CertificateFile, tls.KeyFile) is (null, not null)) rules.Fault("tls.certificateFile", "missing", "add it: the private key needs its client certificate");
    }

    /// <summary>Adds the faults of the files that the section names: password, certificates, key. <paramref name="rules"/> are those of the section.</summary>
    public static void CheckFiles(SettingsRules rules, MqttEndpointOptions broker)
    {
        if (broker.PasswordFile is { } password) rules.Readable("passwordFile", password);
        if (broker.Tls is not { } tls) return;
        if (rules.Readable("tls.caFile", tls.CaFile)) Try("tls.caFile", tls.CaFile, () => PemAuthorities.Read(tls.CaFile));
        if (tls is not { CertificateFile: { } certificate, KeyFile: { } key }) return;
        if (rules.Readable("tls.certificateFile", certificate) & rules.Readable("tls.keyFile", key))
            Try("tls.certificateFile", certificate, () => X509Certificate2.CreateFromPemFile(certificate, key).Dispose());

        void Try(string setting, string file, Action load)
        {
            try
            {
                load();
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                rules.Fault(setting, $"\"{file}\"", $"it cannot be used: {e.Message}");
            }
        }
    }

    private static MqttTlsOptions ReadTls(SettingsSection tls) => new()
    {
        CaFile = tls.RequiredText("caFile"),
        CertificateFile = tls.OptionalText("certificateFile"),
        KeyFile = tls.OptionalText("keyFile"),
        AllowTls12 = tls.Truth("allowTls12", false),
    };
}
