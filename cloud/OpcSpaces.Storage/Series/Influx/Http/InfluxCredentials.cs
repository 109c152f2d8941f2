using System.Net.Http.Headers;
using System.Text;
using OpcSpaces.Files;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>The token from its file, as the header that the API wants. It is read again when the server refuses it, so a new token needs no restart.</summary>
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

    /// <summary>The file's content without white space at its ends; null when no file is given.</summary>
    /// <exception cref="TokenUnreadableException">The file cannot be read.</exception>
    public string? ReadToken()
    {
        try
        {
            return options.TokenFile.Length == 0 ? null : NamedFile.ReadAllText(options.TokenFile).Trim();
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

/// <summary>The token's file cannot be read.</summary>
internal sealed class TokenUnreadableException(Exception inner) : Exception(inner.Message, inner);
