using System.Net.Http.Headers;
using System.Text;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>The token from its file, as the header that the API wants; read again when it is refused, so that it can be exchanged while we run.</summary>
internal sealed class InfluxCredentials(InfluxOptions options)
{
    private volatile AuthenticationHeaderValue? _header;
    private volatile bool _isRead;

    /// <summary>Null when the server asks for none.</summary>
    /// <exception cref="TokenUnreadableException">The file cannot be read.</exception>
    public AuthenticationHeaderValue? Header
    {
        get
        {
            if (!_isRead)
            {
                _header = Read();
                _isRead = true;
            }
            return _header;
        }
    }

    public void Forget() => _isRead = false;

    /// <summary>The file's content without white space at its ends; null when there is no file.</summary>
    /// <exception cref="TokenUnreadableException">The file cannot be read.</exception>
    public string? ReadToken()
    {
        try
        {
            return options.TokenFile.Length == 0 ? null : File.ReadAllText(options.TokenFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TokenUnreadableException(e);
        }
    }

    private AuthenticationHeaderValue? Read()
    {
        if (ReadToken() is not { Length: > 0 } token)
            return null;
        return options.Api == InfluxApi.V1 && token.Contains(':')
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(token)))
            : new AuthenticationHeaderValue("Token", token);
    }
}
