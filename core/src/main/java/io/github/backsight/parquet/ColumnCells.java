package io.github.backsight.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Walks over the cells of one column, batch after batch. For one thread.
public final class ColumnCells implements AutoCloseable {
    private final ParquetFile file;
    private final ParquetColumn column;
    private final ColumnReader reader;
    private final ColumnSchema schema;
    private final Runnable ending;
    private Validity validity = Validity.NO_NULLS;
    private CellText texts = (cell, text) -> {};
    private CellText.Bytes bytes = new CellText.Bytes(new byte[0], new int[1]);
    private int count;
    private long before;

    /// @param ending is run when the cells are closed
    ColumnCells(ParquetFile file, ParquetColumn column, ColumnReader reader, Runnable ending) {
        this.file = file;
        this.column = column;
        this.reader = reader;
        this.schema = reader.getColumnSchema();
        this.ending = ending;
    }

    /// Goes to the next batch.
    ///
    /// @return whether there is one
    /// @throws io.github.backsight.finding.BadInputException if the column cannot be read
    public boolean next() throws IOException {
        before += count;
        count = 0;
        try {
            if (!reader.nextBatch()) {
                refuseInterruption();
                return false;
            }
            count = reader.getRecordCount();
            validity = reader.getLeafValidity();
            if (column.kind() == ParquetColumn.Kind.BYTES) {
                bytes = new CellText.Bytes(reader.getBinaryValues(), reader.getBinaryOffsets());
            } else {
                texts = CellText.of(schema, reader);
            }
            return true;
        } catch (RuntimeException e) {
            throw file.explained(e, "column " + column.name());
        }
    }

    /// The library takes an interruption for the end.
    private void refuseInterruption() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while the column " + column.name() + " was read");
        }
    }

    /// {@return how many cells the batch has}
    public int count() {
        return count;
    }

    /// {@return how many cells the batches before this one had}
    public long before() {
        return before;
    }

    public boolean isBlank(int cell) {
        return validity.isNull(cell);
    }

    /// Adds the text of a cell that is not blank.
    ///
    /// @throws CharacterCodingException if the cell is text and no UTF-8
    /// @throws io.github.backsight.finding.BadInputException if it is a value that its type does not
    /// have
    public void append(int cell, StringBuilder text) throws IOException {
        try {
            texts.append(cell, text);
        } catch (CharacterCodingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw file.explained(e, "column " + column.name() + ", row " + (before + cell + 1));
        }
    }

    /// {@return the bytes of a cell that is not blank; they stay what they are}
    ///
    /// Only of a column of [ParquetColumn.Kind#BYTES].
    public ByteBuffer bytes(int cell) {
        return bytes.at(cell);
    }

    @Override
    public void close() {
        reader.close();
        ending.run();
    }
}
