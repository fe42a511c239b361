package io.github.backsight.content;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// Judges the bytes that come out of a content: limits while they come, size and checksum at the end.
final class Watch {
    private final Findings findings;
    private final String member;
    private final Limits limits;
    private final long packed;
    private final long expectedBytes;
    private final long expectedCrc;
    private final CRC32 crc = new CRC32();
    private long bytes;

    /// @param member the member's name, empty outside of zips
    /// @param packed how many bytes the content takes in the file
    /// @param expectedBytes how many it must have unpacked, or -1 when nothing says so
    /// @param expectedCrc their CRC-32, or -1 when nothing says so or the decoder itself verifies it
    Watch(Findings findings, String member, Limits limits, long packed, long expectedBytes, long expectedCrc) {
        this.findings = findings;
        this.member = member;
        this.limits = limits;
        this.packed = packed;
        this.expectedBytes = expectedBytes;
        this.expectedCrc = expectedCrc;
    }

    String object() {
        return findings.object();
    }

    void saw(byte[] buffer, int offset, int count) throws BadInputException {
        bytes += count;
        if (expectedCrc >= 0) {
            crc.update(buffer, offset, count);
        }
        refuseBomb(bytes);
    }

    /// @throws BadInputException if `unpacked` bytes are beyond the limits
    void refuseBomb(long unpacked) throws BadInputException {
        limits.refuseBeyond(unpacked, packed, place(), findings);
    }

    void atEnd() throws BadInputException {
        if (expectedBytes >= 0 && bytes != expectedBytes) {
            throw damaged("it unpacks to " + bytes + " bytes, its directory says " + expectedBytes);
        }
        if (expectedCrc >= 0 && crc.getValue() != expectedCrc) {
            throw findings.fatal(
                    "content.zip-crc",
                    place(),
                    String.format(
                            java.util.Locale.ROOT,
                            "the checksum of the unpacked bytes is %08x, the zip says %08x",
                            crc.getValue(),
                            expectedCrc),
                    "The file was damaged on its way: fetch or upload it again");
        }
    }

    /// {@return what a fault of a decoder means to people; a fault of the disk stays what it is}
    IOException explained(IOException fault) {
        if (fault instanceof BadInputException) {
            return fault;
        }
        if (fault instanceof EOFException) {
            return cutShort();
        }
        return fault instanceof ZipException ? damaged(String.valueOf(fault.getMessage())) : fault;
    }

    private BadInputException cutShort() {
        return findings.fatal(
                member.isEmpty() ? "content.gzip-truncated" : "content.zip-truncated",
                place(),
                "the compressed data end too early, after " + bytes + " unpacked bytes",
                "The file is not whole: fetch or upload it again");
    }

    private BadInputException damaged(String reason) {
        return findings.fatal(
                member.isEmpty() ? "content.gzip-damaged" : "content.zip-damaged",
                place(),
                "the compressed data are damaged (" + reason + ")",
                "The file was damaged on its way: fetch or upload it again");
    }

    private String place() {
        return member.isEmpty() ? "byte " + bytes + " unpacked" : "member " + member;
    }
}
