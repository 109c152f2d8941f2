using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The section <c>embeddedBroker</c> of the cloud's settings.</summary>
internal static class EmbeddedBrokerSettings
{
    public static BrokerOptions Read(SettingsSection section, BrokerOptions options)
    {
        options.Listen = section.Text("listen", options.Listen);
        options.Tls = section.OptionalPart("tls", tls => new BrokerTlsOptions
        {
            CertificateFile = tls.RequiredText("certificateFile"),
            KeyFile = tls.RequiredText("keyFile"),
            ClientCaFile = tls.OptionalText("clientCaFile"),
        });
        return OptionsSettings.Read(section, options);
    }

    /// <summary>Adds the faults that can be seen without the disk. The ranges of the numbers are checked with those of all options.</summary>
    /// <param name="rules">Those of the section.</param>
    /// <param name="options">The section.</param>
    /// <param name="pagePort">The port of the page, which the broker cannot have too.</param>
    public static void Check(SettingsRules rules, BrokerOptions options, int pagePort)
    {
        if (!IPAddress.TryParse(options.Listen, out _)) rules.Fault("listen", $"\"{options.Listen}\"", "write an IP address, as 127.0.0.1 or ::1");
        if (options.Port == pagePort) rules.Fault("port", $"{options.Port}", "the page has this port: use another");
    }

    /// <summary>Adds the faults of the certificates. <paramref name="rules"/> are those of the section.</summary>
    public static void CheckFiles(SettingsRules rules, BrokerOptions options)
    {
        if (options.Tls is not { } tls) return;
        if (rules.Readable("tls.certificateFile", tls.CertificateFile) & rules.Readable("tls.keyFile", tls.KeyFile))
            Try("tls.certificateFile", tls.CertificateFile, () => X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile).Dispose());
        if (tls.ClientCaFile is { } authorities && rules.Readable("tls.clientCaFile", authorities))
            Try("tls.clientCaFile", authorities, () => PemAuthorities.Read(authorities));

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
}
