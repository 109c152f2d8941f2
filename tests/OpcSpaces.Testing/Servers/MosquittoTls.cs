namespace OpcSpaces.Testing;

/// <summary>PEM files of a TLS listener; with <paramref name="RequireCertificate"/> the client's common name is its user name.</summary>
public sealed record MosquittoTls(string CaFile, string CertificateFile, string KeyFile, bool RequireCertificate = false);
