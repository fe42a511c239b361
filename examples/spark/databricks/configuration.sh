#!/bin/bash
# Runs when a machine of the cluster starts: brings the configuration to its own disk.
set -eu
mkdir -p /local_disk0/backsight
cp /Volumes/CATALOG/SCHEMA/VOLUME/backsight.yaml /local_disk0/backsight/
chmod -R a+rwX /local_disk0/backsight
