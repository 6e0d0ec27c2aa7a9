using MusicCnn.Audio.Internal;
using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Audio;

/// <summary>Represents audio files and their tags as a table says them, as training data for taggers.</summary>
/// <remarks>
/// <para>Two forms are read, with commas (RFC 4180) or tabs between columns, whichever the first line has:</para>
/// <para>- a column for each tag, with 1 for files that have it and 0 for those that do not, beside one column of paths called <c>mp3_path</c>, <c>path</c>, <c>file</c>
/// or <c>filename</c>; a column <c>clip_id</c> is passed over. MagnaTagATune's <c>annotations_final.csv</c> is of this form (tabs, 188 tags).</para>
/// <para>- two columns: the path, and the tags between semicolons, without a line of titles or with one such as <c>path,tags</c>.</para>
/// <para>Opening reads the table, not the sound; files that are missing are an error that counts them, or are left out and listed. Values are trimmed; a path in two lines is an error.</para>
/// </remarks>
/// <example>
/// <code>
/// var clips = TagTable.Open("annotations_final.csv", new() { Folder = "mp3", MostFrequent = 50 });
/// var fold = TagTable.MagnaTagATune(clips);   // folders 0-b to train on, c to validate with, d-f to test with
/// </code>
/// </example>
public sealed class TagTable : ITagSource, IFingerprintedClips
{
    private readonly TagTableOptions _options;
    private readonly IReadOnlyList<TaggedFile> _files;

    private TagTable(TagTableOptions options, IReadOnlyList<string> labels, IReadOnlyList<TaggedFile> files, IReadOnlyList<SkippedFile> skipped)
    {
        _options = options;
        Labels = labels;
        _files = files;
        Skipped = skipped;
    }

    /// <summary>Gets the names of the tags: in the order of the table's columns or of their names, or the most frequent first where their number is limited.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public int Count => _files.Count;

    /// <summary>Gets the files of the table that are not there; empty unless <see cref="TagTableOptions.SkipMissing"/> is set.</summary>
    public IReadOnlyList<SkippedFile> Skipped { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The table.</param>
    /// <param name="options">Where the files are, and which tags count; <see langword="null"/> for the defaults.</param>
    /// <returns>The files and their tags, in the order of the table.</returns>
    /// <exception cref="ArgumentException">A tag is twice in <see cref="TagTableOptions.Labels"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such table.</exception>
    /// <exception cref="InvalidDataException">The table has neither form, a line does not fit, a path occurs twice, no tag remains, or files are missing; the message names line or file.</exception>
    public static TagTable Open(string path, TagTableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TagTableOptions();
        try
        {
            var (tags, rows) = TagRows.Read(path);
            var folder = options.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path))!;
            var missing = new List<SkippedFile>();
            var files = new List<TaggedFile>(rows.Count);
            var chosen = Chosen(tags, rows, options);
            var places = chosen.Index().ToDictionary(tag => tag.Item, tag => tag.Index);
            foreach (var row in rows)
            {
                var file = Path.Combine(folder, row.Path);
                if (File.Exists(file))
                    files.Add(new(file, row.Path.Replace('\\', '/'), [.. row.Tags.Where(places.ContainsKey).Select(tag => places[tag]).Order()]));
                else
                    missing.Add(new(file, "There is no such file."));
            }

            if (missing.Count > 0 && !options.SkipMissing)
                throw new InvalidDataException($"{missing.Count} of its {rows.Count} files are not in '{folder}', the first '{missing[0].Path}'. Set the folder, or leave missing files out ({nameof(TagTableOptions.SkipMissing)}).");
            if (files.Count == 0)
                throw new InvalidDataException($"None of its {rows.Count} files are in '{folder}'.");
            return new(options, [.. chosen.Select(tag => tags[tag])], files, missing);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot use the table '{path}'. {e.Message}", e);
        }
    }

    /// <summary>Returns the division that papers on MagnaTagATune use: clips in the folders 0 to b to train on, in c to validate with, in d to f to test with.</summary>
    /// <param name="clips">The clips, whose names begin with the folder, such as <c>f/american_bach_soloists-….mp3</c>.</param>
    /// <returns>The division.</returns>
    /// <exception cref="ArgumentException">A clip is in none of the sixteen folders, or a part is empty.</exception>
    public static Fold MagnaTagATune(ITagSource clips) => Training.MagnaTagATune.Divide(clips);

    /// <summary>Returns the path of a clip as the table has it, with <c>/</c> between its parts on every system.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The name.</returns>
    public string Name(int index) => _files[index].Name;

    /// <summary>Returns the path of a clip's file.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The path.</returns>
    public string FilePath(int index) => _files[index].Path;

    /// <inheritdoc/>
    public IReadOnlyList<int> Tags(int index) => _files[index].Tags;

    /// <inheritdoc/>
    public AudioClip Load(int index) => AudioFile.Load(_files[index].Path, _options.Loading);

    /// <summary>Returns a checksum of a clip's file, beside the settings of loading and the builds of the decoders.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The text.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string Fingerprint(int index) => FileFingerprint.Of(_files[index].Path, _options.Loading);

    /// <summary>Returns the tags that count, as positions in the table's, in the order of the labels.</summary>
    private static int[] Chosen(IReadOnlyList<string> tags, IReadOnlyList<TagRow> rows, TagTableOptions options)
    {
        var counts = rows.SelectMany(row => row.Tags).CountBy(tag => tag).ToDictionary();
        IEnumerable<int> chosen = Enumerable.Range(0, tags.Count).Where(tag => counts.GetValueOrDefault(tag) > 0);
        if (options.Labels is { } labels)
        {
            if (labels.CountBy(label => label, StringComparer.Ordinal).FirstOrDefault(same => same.Value > 1) is { Key: { } twice })
                throw new ArgumentException($"{nameof(TagTableOptions.Labels)} have '{twice}' twice.", nameof(options));
            var places = tags.Index().ToDictionary(tag => tag.Item, tag => tag.Index, StringComparer.Ordinal);
            if (labels.Where(label => !places.ContainsKey(label)).ToList() is { Count: > 0 } unknown)
                throw new InvalidDataException($"It has no tags {string.Join(", ", unknown)}.");
            chosen = labels.Select(label => places[label]);
        }
        else if (options.MostFrequent is { } most)
        {
            chosen = chosen.OrderByDescending(tag => counts[tag]).ThenBy(tag => tag).Take(most);
        }

        int[] all = [.. chosen];
        return all.Length > 0 ? all : throw new InvalidDataException("No file has any tag.");
    }
}
