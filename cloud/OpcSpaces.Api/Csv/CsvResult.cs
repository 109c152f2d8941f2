using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OpcSpaces.Api.Csv;

/// <summary>
/// A list as CSV (RFC 4180), written while it is read: memory does not grow with its length. Cells that a spreadsheet would execute are
/// written so that it does not (<see cref="CommunityFolders.Cells.FormulaText"/>).
/// </summary>
/// <param name="name">The name of the file, without its end.</param>
/// <param name="header">The names of the columns.</param>
/// <param name="rows">The cells of each row.</param>
/// <param name="request">How it is wanted.</param>
internal sealed class CsvResult(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, CsvRequest request) : IResult
{
    private const int RowsPerFlush = 500;
    private const string Reserved = "/\\:*?\"<>|";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = FileName(name);
        response.Headers.CacheControl = "no-store";
        // Rows are gathered in memory, a few hundred at a time, because the writer of CSV would block a thread for a slow reader.
        using var gathered = new MemoryStream();
        using (var csv = CsvWriter.Create(gathered, new CsvWriterOptions { Separator = request.Separator, WriteByteOrderMark = request.HasByteOrderMark }, leaveOpen: true))
        {
            Write(csv, header);
            var written = 0;
            foreach (var row in rows)
            {
                Write(csv, row);
                if (++written % RowsPerFlush > 0) continue;
                csv.Flush();
                await SendAsync(gathered, response, httpContext.RequestAborted);
            }
        }

        await SendAsync(gathered, response, httpContext.RequestAborted);
    }

    // Ids have letters of all languages, quotes and backslashes: RFC 6266 has a form for them. What would be a folder or a reserved letter of a file system is a hyphen.
    private static string FileName(string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Concat(name.Select(letter => Reserved.Contains(letter, StringComparison.Ordinal) ? '-' : letter)) + ".csv");
        return disposition.ToString();
    }

    private static async Task SendAsync(MemoryStream gathered, HttpResponse response, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), cancellation);
        gathered.SetLength(0);
    }

    private static void Write(CsvWriter csv, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.EndRecord();
    }
}
