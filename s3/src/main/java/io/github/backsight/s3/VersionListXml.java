package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What one reply to ListObjectVersions says, in its own order.
///
/// The SDK hands out versions and delete markers as two lists, and times may tie: which came first only the document
/// tells.
///
/// @param inParts those of the entries that were uploaded or copied in parts
/// @param folders the common prefixes
/// @param nextKey the key to go on after, when `truncated`
/// @param nextVersion the version to go on after; empty: after all of that key
record VersionListXml(
        List<Entry> entries,
        List<Entry> inParts,
        List<String> folders,
        boolean truncated,
        String nextKey,
        Optional<String> nextVersion) {

    /// What repeats the request, or what the last entry tells anyway.
    private static final Pattern NEEDLESS = Pattern.compile("<(KeyMarker|NextKeyMarker|Prefix)>[^<]*</\\1>");

    /// Amazon S3 User Guide, "Checking object integrity": the ETag of what came in parts is a digest of their digests,
    /// a dash, and their number.
    private static final Pattern ETAG_OF_PARTS = Pattern.compile("\"?[0-9a-fA-F]+-[0-9]+\"?");

    /// @throws XMLStreamException if it is no such document
    static VersionListXml parse(byte[] document) throws XMLStreamException {
        try {
            return parseAll(document);
        } catch (XMLStreamException e) {
            // Some servers write there characters that no XML may have.
            var text = new String(document, StandardCharsets.UTF_8);
            return parseAll(NEEDLESS.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static VersionListXml parseAll(byte[] document) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return new Parser(factory.createXMLStreamReader(new ByteArrayInputStream(document))).parse();
    }

    private static final class Parser {
        private final XMLStreamReader xml;
        private final List<Map<String, String>> entries = new ArrayList<>();
        private final List<String> folders = new ArrayList<>();
        private final Map<String, String> fields = new HashMap<>();

        Parser(XMLStreamReader xml) {
            this.xml = xml;
        }

        VersionListXml parse() throws XMLStreamException {
            xml.nextTag();
            if (!xml.getLocalName().equals("ListVersionsResult")) {
                throw new XMLStreamException("it is no list of versions but <" + xml.getLocalName() + ">");
            }
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                var name = xml.getLocalName();
                switch (name) {
                    case "Version", "DeleteMarker" -> {
                        var entry = children();
                        entry.put("", name);
                        entries.add(entry);
                    }
                    case "CommonPrefixes" -> folders.add(children().getOrDefault("Prefix", ""));
                    default -> fields.put(name, text());
                }
            }
            boolean encoded = fields.getOrDefault("EncodingType", "").equals("url");
            var listed = entries.stream().map(each -> entry(each, encoded)).toList();
            return new VersionListXml(
                    listed,
                    entries.stream()
                            .filter(each -> ETAG_OF_PARTS
                                    .matcher(each.getOrDefault("ETag", ""))
                                    .matches())
                            .map(each -> entry(each, encoded))
                            .toList(),
                    folders.stream().map(folder -> decoded(folder, encoded)).toList(),
                    fields.getOrDefault("IsTruncated", "false").equals("true"),
                    nextKey(listed, encoded),
                    nextVersion(listed));
        }

        /// Some servers answer this one name as it is, though they say that names are encoded; mostly it is the last
        /// entry's anyway.
        private String nextKey(List<Entry> listed, boolean encoded) {
            var text = fields.getOrDefault("NextKeyMarker", "");
            if (folders.isEmpty() && !listed.isEmpty()) {
                return listed.getLast().key().value();
            }
            try {
                return decoded(text, encoded);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        private Optional<String> nextVersion(List<Entry> listed) {
            return folders.isEmpty() && !listed.isEmpty()
                    ? Optional.of(listed.getLast().id().value())
                    : Optional.of(fields.getOrDefault("NextVersionIdMarker", ""))
                            .filter(id -> !id.isEmpty());
        }

        private Map<String, String> children() throws XMLStreamException {
            var children = new HashMap<String, String>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                children.put(xml.getLocalName(), text());
            }
            return children;
        }

        /// {@return the text of the element just begun, past its end; elements in it are passed over}
        private String text() throws XMLStreamException {
            var text = new StringBuilder();
            for (int depth = 1; depth > 0; ) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS -> text.append(depth == 1 ? xml.getText() : "");
                    default -> {}
                }
            }
            return text.toString();
        }

        private static Entry entry(Map<String, String> fields, boolean encoded) {
            var key = new Key(decoded(fields.getOrDefault("Key", ""), encoded));
            var id = new VersionId(fields.getOrDefault("VersionId", "null"));
            var time = Instant.parse(fields.getOrDefault("LastModified", ""));
            boolean newest = fields.getOrDefault("IsLatest", "").equals("true");
            return fields.getOrDefault("", "").equals("Version")
                    ? new Entry.Version(key, id, time, newest, Long.parseLong(fields.getOrDefault("Size", "0")))
                    : new Entry.DeleteMarker(key, id, time, newest);
        }

        private static String decoded(String text, boolean encoded) {
            return encoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        }
    }
}
